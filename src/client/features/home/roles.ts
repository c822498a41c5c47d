/** What a device can do, and the screen of each. */
export const rolePaths = {
  redeem: '/redeem',
  handover: '/handover',
  balance: '/p',
  lost: '/lost',
  uses: '/lost/uses',
  papers: '/papers',
  manage: '/manage',
  journal: '/journal',
  reminders: '/lost/reminders',
  stock: '/stock',
  kiosk: '/kiosk',
  readiness: '/readiness',
  operators: '/operators',
  practice: '/practice',
  enrol: '/enrol',
} as const

export type Role = keyof typeof rolePaths

/** With a person in front of the screen, and in the hour that is left. */
export const roleGroups = {
  person: ['redeem', 'handover', 'balance', 'lost', 'uses', 'papers'],
  place: ['manage', 'journal', 'stock', 'reminders', 'kiosk', 'readiness', 'operators', 'practice', 'enrol'],
} as const satisfies Readonly<Record<string, readonly Role[]>>
