/** The fake clock moves when it is told to. */
import { expect, test } from 'vitest'
import { FakeClock } from './fake-clock.ts'

test('time stands still until it is moved, and a timer fires at its moment', () => {
  const clock = new FakeClock(1_000)
  const fired: number[] = []
  clock.after(50, () => fired.push(clock.now()))

  clock.advance(49)
  expect(fired).toEqual([])
  clock.advance(10)

  expect(fired).toEqual([1_050])
  expect(clock.now()).toBe(1_059)
  expect(clock.elapsed()).toBe(59)
})

test('timers fire in the order in which they fall due, those that timers set included', () => {
  const clock = new FakeClock(0)
  const fired: string[] = []
  clock.after(30, () => fired.push('third'))
  clock.after(10, () => {
    fired.push('first')
    clock.after(10, () => fired.push('second'))
  })

  clock.advance(30)

  expect(fired).toEqual(['first', 'second', 'third'])
})

test('a timer that was called off does not fire', () => {
  const clock = new FakeClock()
  const fired: string[] = []
  const cancel = clock.after(10, () => fired.push('never'))

  cancel()
  clock.advance(10)

  expect(fired).toEqual([])
})

test('time moves on to the next timer only when it is near', () => {
  const clock = new FakeClock(0)
  const fired: number[] = []
  clock.after(200, () => fired.push(clock.now()))

  clock.advanceToNext(199)
  expect(fired).toEqual([])
  clock.advanceToNext(200)

  expect(fired).toEqual([200])
})
