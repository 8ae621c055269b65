/** Areas on the earth: whether a point lies within one. */
export { Area, areaFrom } from './area.ts'
export { gridSteps } from './edges.ts'
