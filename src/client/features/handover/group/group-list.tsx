import { useTranslation } from 'react-i18next'
import { nameOfPass } from '#client/store/name-of-pass.ts'
import { Button } from '#client/ui/button.tsx'
import { VerdictShape } from '#client/ui/verdict-shape.tsx'
import { lookOf, type GroupItem } from './group-state.ts'

export type GroupListProps = {
  readonly items: readonly GroupItem[]
  /** Takes one out again, while nothing is given yet. */
  readonly onLeaveOut?: (item: GroupItem) => void
  /** Where each person was asked: shows one of them what the pass is. */
  readonly onExplain?: ((item: GroupItem) => void) | undefined
}

/** Each pass by its batch and its place in the box, in the order in which they came. */
export function GroupList({ items, onLeaveOut, onExplain }: GroupListProps) {
  const { t } = useTranslation('handover')
  return (
    <ol className="series-list">
      {items.map((item) => {
        const { read, flags } = item.pass
        const name = read.code
          ? t('pass.name', { reference: `${read.code.batch}-${read.code.pass + 1}` })
          : t('pass.unknown')
        return (
          <li key={nameOfPass(read)}>
            <VerdictShape look={lookOf(flags)} />
            <div>
              <p>{name}</p>
              {flags.map((flag) => (
                <p key={flag}>{t(`flag.${flag}`)}</p>
              ))}
            </div>
            <div className="group-ways">
              {onExplain && (
                <Button kind="quiet" onClick={() => onExplain(item)}>
                  {t('group.explain')}
                </Button>
              )}
              {onLeaveOut && (
                <Button
                  kind="quiet"
                  aria-label={`${t('group.leave-out')}. ${name}`}
                  onClick={() => onLeaveOut(item)}
                >
                  {t('group.leave-out')}
                </Button>
              )}
            </div>
          </li>
        )
      })}
    </ol>
  )
}
