import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { StateDrawing, type DrawnState } from '#client/ui/state-drawing.tsx'
import type { CheckName, Finding } from './finding.ts'

export type CheckRowProps = {
  readonly name: CheckName
  readonly finding: Finding | undefined
  /** What a person may do about it here. */
  readonly children: ReactNode
}

/** One thing that the tablet needs: how it is, in a plain word, and what to do. */
export function CheckRow({ name, finding, children }: CheckRowProps) {
  const { t, i18n } = useTranslation('readiness')
  const values = { ...finding?.values, span: useSpan(finding) }
  const key = finding && `check.${name}.${finding.word}`
  const does = key && i18n.exists(`${key}.do`, { ns: 'readiness' })
  return (
    <li className="readiness-check" data-check={name} data-word={finding?.word}>
      <StateDrawing state={drawnOf(name, finding)} />
      <div className="readiness-words">
        <h2>{t(`name.${name}`)}</h2>
        <p>{key ? t(`${key}.says` as SaysKey, values) : t('checking')}</p>
        {does && <p className="readiness-do">{t('do', { what: t(`${key}.do` as SaysKey, values) })}</p>}
        {children}
      </div>
    </li>
  )
}

// Each word of a check has its sentence; the union of all of them is too large to be named one by one.
type SaysKey = 'check.knowledge.fresh.says'

function useSpan(finding: Finding | undefined): string {
  const { t } = useTranslation('readiness')
  const { count, unit } = finding?.values ?? {}
  return unit === 'min' || unit === 'h' || unit === 'd' ? t(`span.${unit}`, { count: Number(count) }) : ''
}

function drawnOf(name: CheckName, finding: Finding | undefined): DrawnState {
  if (!finding) return 'loading'
  if (finding.standing === 'good') return 'done'
  if (name === 'knowledge' || name === 'clock') return 'too-old'
  return name === 'unsent' || name === 'offline' ? 'offline' : 'refused'
}
