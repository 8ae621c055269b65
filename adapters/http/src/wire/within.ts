/** Gives work an end: an answer that does not come in time is an error. */
import { httpError } from '../problem/http-error.ts'

/**
 * Waits for work, at most so many milliseconds. What comes later is dropped.
 *
 * Fastify's own `handlerTimeout` cannot be used: it is called off as soon as the body has been read.
 *
 * @throws CoreError `http.answer-timeout`
 */
export async function within<T>(ms: number, work: T | Promise<T>): Promise<T> {
  if (!(work instanceof Promise)) return work

  let timer: NodeJS.Timeout | undefined
  const end = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(tooLate(ms)), ms)
  })
  try {
    return await Promise.race([work, end])
  } finally {
    clearTimeout(timer)
  }
}

function tooLate(ms: number): Error {
  return httpError(
    'http.answer-timeout',
    `the work took longer than ${ms} ms; it may still be done: read before you repeat it`,
  )
}
