/** A part of a system, as it is or as it is made of the system's time, chance and log. */
import type { Logger, Platform } from '@plinth/core'

/** What is known when a part is made. */
export interface PartSetting {
  readonly platform: Platform
  readonly logger: Logger
}

/** A part, or what makes one each time that the system opens. */
export type Made<Part extends object> = Part | ((setting: PartSetting) => Part)

/** Makes a part, or gives it as it is. */
export function make<Part extends object>(part: Made<Part>, setting: PartSetting): Part {
  return isMaker(part) ? part(setting) : part
}

function isMaker<Part extends object>(part: Made<Part>): part is (setting: PartSetting) => Part {
  return typeof part === 'function'
}
