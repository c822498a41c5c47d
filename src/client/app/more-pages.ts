import type { ComponentType } from 'react'

/** The other pages. Their chunks have some hundred names, which no balance has to carry. */
export const morePages = {
  incident: async () => (await import('../features/incident/incident-screen.tsx')).IncidentScreen,
  readiness: async () => (await import('../features/readiness/readiness-screen.tsx')).ReadinessScreen,
  fieldTest: async () => (await import('../features/field-test/field-test-screen.tsx')).FieldTestScreen,
  enrol: async () => (await import('../features/enrol/enrol-screen.tsx')).EnrolScreen,
  lost: async () => (await import('../features/lost/lost-screen.tsx')).LostScreen,
  stock: async () => (await import('../features/stock/stock-screen.tsx')).StockScreen,
  journal: async () => (await import('../features/journal/journal-screen.tsx')).JournalScreen,
  operators: async () => (await import('../features/operators/operators-screen.tsx')).OperatorsScreen,
  practice: async () => (await import('./practice/practice-screen.tsx')).PracticeScreen,
  papers: async () => (await import('../features/letter/papers-screen.tsx')).PapersScreen,
  samples: async () => (await import('../features/samples/samples-screen.tsx')).SamplesScreen,
  manage: async () => (await import('../features/manage/manage-screen.tsx')).ManageScreen,
} as const satisfies Record<string, () => Promise<ComponentType>>
