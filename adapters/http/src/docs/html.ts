/** Writes HTML with every value escaped. */

/** Markup that is safe to be put into a page. */
export interface Html {
  readonly markup: string
}

/** What a template takes: text is escaped, markup is not, lists are joined, null leaves nothing. */
export type HtmlValue = string | number | Html | null | readonly HtmlValue[]

/** Writes markup from a template: `` html`<b>${name}</b>` ``. Values stand between tags or in quoted attributes. */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  const markup = parts.map((part, index) => part + markupOf(values[index] ?? null)).join('')
  return { markup }
}

/** Writes a whole page. */
export function htmlPage(title: string, body: Html): string {
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="stylesheet" href="/docs/style.css">
<link rel="icon" href="data:,">
</head>
<body>
${body}
</body>
</html>
`
  return page.markup
}

/** The header fields of a page: nothing but our own style sheet may be loaded, and no script runs. */
export const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-cache',
} as const

function markupOf(value: HtmlValue): string {
  if (value === null) return ''
  if (typeof value === 'string') return escaped(value)
  if (typeof value === 'number') return String(value)
  if ('markup' in value) return value.markup
  return value.map(markupOf).join('')
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
