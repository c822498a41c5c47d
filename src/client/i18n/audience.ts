/** The families of screens that people who hold a pass read: due in every language. All others: French and English. */
export const forBeneficiaries: readonly string[] = ['frame', 'balance', 'places', 'kiosk']

export const staffLanguages: readonly string[] = ['fr', 'en']

/** Parts of the frame that only staff's tablets show. */
const staffParts: readonly string[] = [
  'sync',
  'sound',
  'superseded',
  'unopenable',
  'newer',
  'blocked',
  'broken',
  'language.draft',
]

/** Must a language say this, or say that it leaves it to French? `key` is a path: `until.title`. */
export function isDueIn(code: string, namespace: string, key: string): boolean {
  if (staffLanguages.includes(code)) return true
  if (!forBeneficiaries.includes(namespace)) return false
  return namespace !== 'frame' || !staffParts.some((part) => `${key}.`.startsWith(`${part}.`))
}
