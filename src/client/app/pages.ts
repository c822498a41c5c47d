import type { ComponentType } from 'react'
import type { Namespace } from '#client/i18n/namespaces.ts'

export type Page = {
  readonly load: () => Promise<ComponentType>
  /** Its texts: without all of them in a language, the page is in French. */
  readonly namespaces: readonly Namespace[]
}

export const pages = {
  home: {
    load: async () => (await import('../features/home/home-screen.tsx')).HomeScreen,
    namespaces: ['home', 'verdict', 'device'],
  },
  unknown: {
    load: async () => (await import('../features/home/home-screen.tsx')).UnknownPage,
    namespaces: [],
  },
  insecure: {
    load: async () => (await import('../features/insecure/insecure-screen.tsx')).InsecureScreen,
    namespaces: ['insecure'],
  },
  incident: {
    load: async () => (await import('../features/incident/incident-screen.tsx')).IncidentScreen,
    namespaces: ['incident'],
  },
  readiness: {
    load: async () => (await import('../features/readiness/readiness-screen.tsx')).ReadinessScreen,
    namespaces: ['readiness', 'scan', 'device'],
  },
  fieldTest: {
    load: async () => (await import('../features/field-test/field-test-screen.tsx')).FieldTestScreen,
    namespaces: ['field-test', 'scan'],
  },
  enrol: {
    load: async () => (await import('../features/enrol/enrol-screen.tsx')).EnrolScreen,
    namespaces: ['enrol', 'scan', 'device'],
  },
  redeem: {
    load: async () => (await import('../features/redeem/redeem-screen.tsx')).RedeemScreen,
    namespaces: ['redeem', 'verdict', 'scan', 'device'],
  },
  handover: {
    load: async () => (await import('../features/handover/handover-screen.tsx')).HandoverScreen,
    namespaces: ['handover', 'verdict', 'scan', 'device', 'places'],
  },
  lost: {
    load: async () => (await import('../features/lost/lost-screen.tsx')).LostScreen,
    namespaces: ['lost', 'handover', 'verdict', 'scan', 'device'],
  },
  stock: {
    load: async () => (await import('../features/stock/stock-screen.tsx')).StockScreen,
    namespaces: ['stock', 'scan', 'device', 'verdict'],
  },
  journal: {
    load: async () => (await import('../features/journal/journal-screen.tsx')).JournalScreen,
    namespaces: ['journal', 'verdict', 'device'],
  },
  operators: {
    load: async () => (await import('../features/operators/operators-screen.tsx')).OperatorsScreen,
    namespaces: ['operators', 'device'],
  },
  practice: {
    load: async () => (await import('./practice/practice-screen.tsx')).PracticeScreen,
    namespaces: [
      ...(['practice', 'handover', 'redeem', 'lost', 'letter', 'paper'] as const),
      ...(['verdict', 'scan', 'home', 'device', 'places'] as const),
    ],
  },
  balance: {
    load: async () => (await import('../features/balance/balance-screen.tsx')).BalanceScreen,
    namespaces: ['balance', 'places'],
  },
  kiosk: {
    load: async () => (await import('../features/balance/kiosk/kiosk-screen.tsx')).KioskScreen,
    namespaces: ['kiosk', 'balance', 'places'],
  },
  places: {
    load: async () => (await import('../features/places/places-screen.tsx')).PlacesScreen,
    namespaces: ['places'],
  },
  papers: {
    load: async () => (await import('../features/letter/papers-screen.tsx')).PapersScreen,
    namespaces: ['letter', 'paper', 'places', 'scan', 'verdict', 'device'],
  },
  samples: {
    load: async () => (await import('../features/samples/samples-screen.tsx')).SamplesScreen,
    namespaces: ['samples'],
  },
  manage: {
    load: async () => (await import('../features/manage/manage-screen.tsx')).ManageScreen,
    namespaces: ['manage', 'print', 'device'],
  },
} as const satisfies Record<string, Page>
