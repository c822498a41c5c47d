import { useEffect, type ComponentProps } from 'react'
import { useFrame } from '#client/frame/use-frame.ts'
import { announce } from '#client/ui/announcer.tsx'
import { Button } from '#client/ui/button.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { SeriesRow } from '#client/ui/series-row.tsx'
import { ScanPane, type ScanPaneProps } from './scan-pane.tsx'

export type SeriesScanProps = Pick<ScanPaneProps, 'filming' | 'onText'> &
  Pick<ComponentProps<typeof SeriesRow>, 'codes'> & {
    readonly words: {
      readonly title: string
      readonly count: string
      readonly review: string
      readonly leave: string
      readonly number: Pick<NonNullable<ScanPaneProps['typed']>, 'label' | 'hint'>
    }
    /** What became of the last code: another object each time, so that the same words are spoken again. */
    readonly heard: object | undefined
    /** The words of `heard`, or what to do before the first code. */
    readonly hint: string
    readonly onReview: () => void
    readonly onLeave: () => void
  }

/** One code after the other without touching the screen: each is heard, seen in a running row, and counted. */
export function SeriesScan({
  codes,
  words,
  heard,
  hint,
  filming,
  onText,
  onReview,
  onLeave,
}: SeriesScanProps) {
  useEffect(() => {
    if (heard) announce(hint, 'assertive')
  }, [heard, hint])
  const some = codes.length > 0
  return (
    <Screen
      {...useFrame()}
      title={words.title}
      back={{ label: words.leave, onBack: some ? onReview : onLeave }}
      action={
        some && (
          <Button large onClick={onReview}>
            {words.review}
          </Button>
        )
      }
    >
      <SeriesRow codes={codes} label={words.count} />
      <ScanPane
        filming={filming}
        hint={hint}
        typed={{ ...words.number, kind: 'pass-number', many: true }}
        onText={onText}
      />
    </Screen>
  )
}
