import type balance from '#locales/fr/balance.json'
import type device from '#locales/fr/device.json'
import type enrol from '#locales/fr/enrol.json'
import type fieldTest from '#locales/fr/field-test.json'
import type frame from '#locales/fr/frame.json'
import type handover from '#locales/fr/handover.json'
import type home from '#locales/fr/home.json'
import type incident from '#locales/fr/incident.json'
import type insecure from '#locales/fr/insecure.json'
import type journal from '#locales/fr/journal.json'
import type kiosk from '#locales/fr/kiosk.json'
import type letter from '#locales/fr/letter.json'
import type lost from '#locales/fr/lost.json'
import type manage from '#locales/fr/manage.json'
import type operators from '#locales/fr/operators.json'
import type paper from '#locales/fr/paper.json'
import type places from '#locales/fr/places.json'
import type practice from '#locales/fr/practice.json'
import type print from '#locales/fr/print.json'
import type readiness from '#locales/fr/readiness.json'
import type redeem from '#locales/fr/redeem.json'
import type samples from '#locales/fr/samples.json'
import type scan from '#locales/fr/scan.json'
import type stock from '#locales/fr/stock.json'
import type verdict from '#locales/fr/verdict.json'

/** The French texts type every key. One namespace for one family of screens, loaded with its route. */
export type FrenchTexts = {
  readonly frame: typeof frame
  readonly balance: typeof balance
  readonly verdict: typeof verdict
  readonly readiness: typeof readiness
  readonly redeem: typeof redeem
  readonly handover: typeof handover
  readonly journal: typeof journal
  readonly device: typeof device
  readonly enrol: typeof enrol
  readonly scan: typeof scan
  readonly 'field-test': typeof fieldTest
  readonly incident: typeof incident
  readonly insecure: typeof insecure
  readonly home: typeof home
  readonly kiosk: typeof kiosk
  readonly letter: typeof letter
  readonly lost: typeof lost
  readonly manage: typeof manage
  readonly operators: typeof operators
  readonly paper: typeof paper
  readonly places: typeof places
  readonly practice: typeof practice
  readonly print: typeof print
  readonly samples: typeof samples
  readonly stock: typeof stock
}

export type Namespace = keyof FrenchTexts
