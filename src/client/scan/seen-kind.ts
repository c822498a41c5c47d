import { parseEnrolmentLink } from '#protocol/enrolment.ts'

/** What a text that is no pass most likely is, for a sentence that helps. Each is a locale key. */
export const seenKinds = [
  'enrolment',
  'wifi',
  'health-certificate',
  'payment',
  'bank-card',
  'contact',
  'telephone',
  'ticket',
  'product',
  'link',
  'other',
] as const

export type SeenKind = (typeof seenKinds)[number]

/** By its form only: nothing is opened, asked or kept. */
export function seenKindOf(text: string): SeenKind {
  const seen = text.trim()
  if (parseEnrolmentLink(seen).ok || /\/enrol#/.test(seen)) return 'enrolment'
  return forms.find(([, form]) => form.test(seen))?.[0] ?? (isCardNumber(seen) ? 'bank-card' : 'other')
}

const forms: readonly (readonly [SeenKind, RegExp])[] = [
  // Wi-Fi Alliance, "WPA3 Specification", the QR form of a network.
  ['wifi', /^WIFI:/i],
  // EU Digital COVID Certificate and SMART Health Cards.
  ['health-certificate', /^(?:HC1:|shc:\/)/i],
  // EPC069-12: a SEPA transfer; the other two are links of payment apps.
  ['payment', /^(?:BCD\r?\n|bitcoin:|paypal:)/i],
  // The magnetic stripe of a bank card (ISO/IEC 7813), as a reader types it.
  ['bank-card', /^(?:%B\d{12,19}\^|;\d{12,19}=)/],
  ['contact', /^(?:BEGIN:VCARD|MECARD:|MATMSG:|mailto:)/i],
  ['telephone', /^(?:tel:|sms:|smsto:|geo:)/i],
  // A boarding pass of IATA resolution 792 begins with M and the number of its legs.
  ['ticket', /^(?:BEGIN:VEVENT|BEGIN:VCALENDAR|M[1-9][A-Z]{2,}\/)/i],
  // EAN-8, UPC-A, EAN-13: what a one-dimensional reader sees on goods.
  ['product', /^(?:\d{8}|\d{12}|\d{13})$/],
  ['link', /^(?:https?:\/\/|www\.)/i],
]

/** ISO/IEC 7812: thirteen to nineteen digits, the last of which checks the others. */
function isCardNumber(seen: string): boolean {
  const digits = seen.replaceAll(/[\s-]/g, '')
  if (!/^\d{14,19}$/.test(digits)) return false
  const sum = [...digits].reverse().reduce((total, digit, i) => {
    const value = Number(digit) * (i % 2 === 0 ? 1 : 2)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}
