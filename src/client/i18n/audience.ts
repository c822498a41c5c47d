/** The families of screens that people who hold a pass read: due in every language. All others: French and English. */
export const forBeneficiaries: readonly string[] = ['frame', 'balance', 'places', 'kiosk', 'paper']

export const staffLanguages: readonly string[] = ['fr', 'en']

/** Parts that only staff read: of the frame, what their tablets show; of a paper, what stands there in French alone. */
const staffParts: Readonly<Record<string, readonly string[]>> = {
  frame: [
    'sync',
    'sound',
    'operator',
    'superseded',
    'unopenable',
    'newer',
    'blocked',
    'broken',
    'language.draft',
  ],
  paper: ['letter.number', 'letter.boxes', 'letter.reference', 'letter.training'],
}

/** Must a language say this, or say that it leaves it to French? `key` is a path: `until.title`. */
export function isDueIn(code: string, namespace: string, key: string): boolean {
  if (staffLanguages.includes(code)) return true
  if (!forBeneficiaries.includes(namespace)) return false
  return !(staffParts[namespace] ?? []).some((part) => `${key}.`.startsWith(`${part}.`))
}
