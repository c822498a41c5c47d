import 'i18next'
import type { FrenchTexts } from './namespaces.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'frame'
    resources: FrenchTexts
    returnNull: false
  }
}
