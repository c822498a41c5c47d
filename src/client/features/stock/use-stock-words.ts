import { useTranslation } from 'react-i18next'
import type { SignedWays } from '#domain/delivery-note.ts'
import { seriesName } from '#domain/series-name.ts'
import type { Discrepancy, SeriesRange } from '#domain/stock.ts'
import type { HeldKnowledge } from '#client/store/knowledge.ts'

const prefix = 'structure:'

/** Ranges and discrepancies as a person reads them. */
export function useStockWords({ records }: HeldKnowledge) {
  const { t } = useTranslation('stock')

  function series({ batch, from, to }: SeriesRange): string {
    return from === to
      ? seriesName(batch, from)
      : t('series', { from: seriesName(batch, from), to: seriesName(batch, to) })
  }

  function placeName(structure: string): string {
    return records.structures.find(({ id }) => id === structure)?.name ?? t('unknown-place')
  }

  /** Which passes, where they are instead, and what to do. */
  function discrepancy(found: Discrepancy): string {
    const name = series(found)
    const { heldBy } = found
    switch (heldBy) {
      case undefined:
        return t('discrepancy.nowhere', { series: name })
      case 'printer':
      case 'person':
      case 'lost':
      case 'damaged':
        return t(`discrepancy.${heldBy}`, { series: name })
      default:
        return t('discrepancy.elsewhere', { series: name, place: placeName(heldBy.slice(prefix.length)) })
    }
  }

  /** Who signed a note, and who did not. */
  function signedWord(signed: SignedWays | undefined): string {
    if (!signed?.giver && !signed?.receiver) return t('sign.none')
    if (!signed.giver) return t('sign.only-receiver')
    return t(signed.receiver ? 'sign.both' : 'sign.only-giver')
  }

  return { series, placeName, discrepancy, signedWord }
}
