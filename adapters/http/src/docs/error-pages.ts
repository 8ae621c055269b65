/** What the codes of problems mean: a table of all, and a page for each. */
import { explainCode } from '../problem/problem-of.ts'
import { problemType } from '../problem/problem.ts'
import { knownKinds } from '../problem/statuses.ts'
import { type Html, html, htmlPage } from './html.ts'

/** Writes the table. */
export function errorTable(): Html {
  const rows = [...knownKinds()].filter(([, { status }]) => status !== 500)
  return html`<section id="errors">
      <h2>Errors</h2>
      <p>Every problem carries one of these codes, <code>internal</code> (500), or one of a module’s
        own: those begin with the module’s name and answer 422.</p>
      <div class="scroll"><table>
        <thead><tr><th>Status</th><th>Code</th><th>Meaning</th></tr></thead>
        <tbody>${rows.map(([code, { status }]) => row(code, status))}</tbody>
      </table></div>
    </section>`
}

/** Writes the page of a code, given as its address has it, `state-refused`; null when there is none. */
export function errorPage(slug: string): string | null {
  const found = [...knownKinds()].find(
    ([code]) => code === slug || problemType(code, '') === `/errors/${slug}`,
  )
  if (!found) return null

  const [code, { status, title, retryAfter }] = found
  const retry = `It may pass: try again after ${retryAfter ?? 0} seconds.`
  return htmlPage(
    code,
    html`<header class="top"><p class="brand">Plinth <span>errors</span></p><a href="/docs#errors">All errors</a></header>
<main class="single">
  <p class="kicker">${status}</p>
  <h1>${title}</h1>
  <p class="lead">${explainCode(code) ?? ''}</p>
  <p><code>${code}</code></p>
  ${retryAfter === undefined ? null : html`<p>${retry}</p>`}
</main>`,
  )
}

function row(code: string, status: number): Html {
  return html`<tr><td>${status}</td><td><a href="${problemType(code, '')}"><code>${code}</code></a></td>
          <td>${explainCode(code) ?? ''}</td></tr>`
}
