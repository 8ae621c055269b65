/** The currencies of ISO 4217 (list one of 2026-01-01) and the digits of their minor units. */
import { CoreError } from '../../errors/index.ts'
import { excerpt } from '../text/excerpt.ts'
import { meant } from '../text/name-hint.ts'

/** Tells whether the text is the code of an active currency or fund, in capitals. */
export function isCurrency(text: string): boolean {
  if (text === lastFound) return true
  if (!digitsByCode.has(text)) return false

  lastFound = text
  return true
}

// Who adds up amounts asks for one currency again and again, and finding it costs as much as adding.
let lastFound = 'USD'

/**
 * Tells how many decimal digits the minor unit of a currency has: 2 for USD, 0 for JPY.
 *
 * @throws CoreError `money.invalid` when there is no such currency.
 */
export function minorDigits(currency: string): number {
  const digits = digitsByCode.get(currency)
  if (digits !== undefined) return digits
  throw unknownCurrency(currency)
}

/** Makes the error for what is no currency. */
export function unknownCurrency(given: unknown): CoreError {
  const text = excerpt(given)
  const rule = 'allowed are the active codes of ISO 4217, such as USD'
  const sentence = `"${text}" is not a currency; ${rule}${meant(text, currencies)}`
  return new CoreError('money.invalid', sentence, { currency: text })
}

// Metals, drawing rights, bond units and the codes for tests have no minor unit: no Money is made of them.
const codesByDigits: readonly string[] = [
  'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  '',
  `AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE
   CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD
   HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK
   MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD
   RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH
   USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG`,
  'BHD IQD JOD KWD LYD OMR TND',
  'CLF UYW',
]

const digitsByCode: ReadonlyMap<string, number> = new Map(
  codesByDigits.flatMap((codes, digits) =>
    (codes.match(/\w+/g) ?? []).map((code): [string, number] => [code, digits]),
  ),
)

/** Every currency that Money can be made of. */
export const currencies: readonly string[] = [...digitsByCode.keys()]
