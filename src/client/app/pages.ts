import type { ComponentType } from 'react'
import type { Namespace } from '#client/i18n/namespaces.ts'
import type { morePages } from './more-pages.ts'
import { whenOpened } from './opening.ts'

export type Page = {
  readonly load: () => Promise<ComponentType>
  /** Its texts: without all of them in a language, the page is in French. */
  readonly namespaces: readonly Namespace[]
}

/** What a person with a pass never opens, nor a counter in its usual work: how to fetch it is fetched first. */
async function loadMore(name: keyof typeof morePages): Promise<ComponentType> {
  return (await import('./more-pages.ts')).morePages[name]()
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
    load: () => loadMore('incident'),
    namespaces: ['incident'],
  },
  readiness: {
    load: () => loadMore('readiness'),
    namespaces: ['readiness', 'scan', 'device'],
  },
  fieldTest: {
    load: () => loadMore('fieldTest'),
    namespaces: ['field-test', 'scan'],
  },
  enrol: {
    load: () => loadMore('enrol'),
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
    load: () => loadMore('lost'),
    namespaces: ['lost', 'handover', 'verdict', 'scan', 'device'],
  },
  stock: {
    load: () => loadMore('stock'),
    namespaces: ['stock', 'scan', 'device', 'verdict'],
  },
  journal: {
    load: () => loadMore('journal'),
    namespaces: ['journal', 'verdict', 'device'],
  },
  operators: {
    load: () => loadMore('operators'),
    namespaces: ['operators', 'device'],
  },
  practice: {
    load: () => loadMore('practice'),
    namespaces: [
      ...(['practice', 'handover', 'redeem', 'lost', 'stock', 'letter', 'paper'] as const),
      ...(['verdict', 'scan', 'home', 'device', 'places'] as const),
    ],
  },
  balance: {
    load: async () => {
      const { BalanceScreen, askAhead } = await import('../features/balance/balance-screen.tsx')
      await askAhead(whenOpened().then(({ store }) => store))
      return BalanceScreen
    },
    namespaces: ['balance'],
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
    load: () => loadMore('papers'),
    namespaces: ['letter', 'paper', 'places', 'scan', 'verdict', 'device'],
  },
  samples: {
    load: () => loadMore('samples'),
    namespaces: ['samples'],
  },
  manage: {
    load: () => loadMore('manage'),
    namespaces: ['manage', 'print', 'device'],
  },
} as const satisfies Record<string, Page>
