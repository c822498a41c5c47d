import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seenKindOf, seenKinds } from '#client/scan/seen-kind.ts'

test.each([
  ['https://carnet.example.fr/enrol#7F3K9QWX2M4T.AAAAAAAAAAAAAAAAAAAAAA', 'enrolment'],
  ['WIFI:S:Mediatheque;T:WPA;P:secret;;', 'wifi'],
  ['HC1:6BFOXN*TS0BI$ZD4N9:9S6RCVN5+O30K3/XIV0W23NTDEXWK G2EP4J0B', 'health-certificate'],
  ['BCD\n002\n1\nSCT\n\nCroix\nFR7630006000011234567890189\nEUR10', 'payment'],
  ['%B4539578763621486^DUPONT/MARIE^2912', 'bank-card'],
  ['4539 5787 6362 1486', 'bank-card'],
  ['BEGIN:VCARD\nFN:Marie\nEND:VCARD', 'contact'],
  ['tel:+33199000000', 'telephone'],
  ['M1DUPONT/MARIE EABC123 CDGJFKAF 0006', 'ticket'],
  ['3017620422003', 'product'],
  ['https://exemple.fr/menu', 'link'],
  ['bonjour', 'other'],
] as const)('[W4] %s is seen as %s', (text, kind) => {
  expect(seenKindOf(text)).toBe(kind)
})

test('[W4] any text at all is seen as one of the kinds', () => {
  fc.assert(fc.property(fc.string(), (text) => seenKinds.includes(seenKindOf(text))))
})
