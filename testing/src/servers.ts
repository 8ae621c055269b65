/** Finds the servers that integration tests may use; a test whose server is missing skips itself. */
import { connect } from 'node:net'
import process from 'node:process'

/**
 * Gives the URL of a Postgres server that answers, or null when there is none.
 *
 * It is `PLINTH_TEST_DATABASE_URL`, or else user `postgres` on this machine's port 5432. The server
 * is asked for its first byte only: wrong credentials fail in the test that uses them.
 *
 * @throws Error when no server answers although the variable names one, or although `CI` is set: a
 *   skip would pass for a proof.
 */
export async function postgresUrl(): Promise<string | null> {
  const { PLINTH_TEST_DATABASE_URL: named, CI: ci } = process.env
  const url = named ?? defaultPostgresUrl
  if (await answersAsPostgres(new URL(url))) return url
  if (!named && !ci) return null

  throw new Error(
    `no Postgres answers at ${hostOf(url)}, and ${named ? 'PLINTH_TEST_DATABASE_URL names it' : 'CI skips no test'}`,
  )
}

/** Says where `postgresUrl` looked, without the password. */
export function postgresHost(): string {
  return hostOf(process.env['PLINTH_TEST_DATABASE_URL'] ?? defaultPostgresUrl)
}

const defaultPostgresUrl = 'postgres://postgres@127.0.0.1:5432/postgres'

// The start of every Postgres conversation that asks for TLS; the server answers S or N.
const sslRequest = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47])
const patience = 2_000

function answersAsPostgres({ hostname, port }: URL): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port || 5432) })
    const answer = (isThere: boolean) => {
      socket.destroy()
      resolve(isThere)
    }
    socket.setTimeout(patience, () => answer(false))
    socket.once('error', () => answer(false))
    socket.once('close', () => answer(false))
    socket.once('data', (bytes) => answer(['S', 'N'].includes(bytes.toString('latin1'))))
    socket.write(sslRequest)
  })
}

function hostOf(url: string): string {
  return new URL(url).host
}
