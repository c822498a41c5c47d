import { useTranslation } from 'react-i18next'
import type { CaseHistory } from '#protocol/manage/cases.ts'
import { useWords } from './words.tsx'

/** Everything that became of a line and that people said of it, the earliest first. */
export function HistoryList({ history }: { readonly history: CaseHistory }) {
  const { t } = useTranslation('manage')
  const words = useWords()

  function sentence(item: CaseHistory[number]): string {
    const when = words.moment(item.at)
    switch (item.what) {
      case 'outcome':
        return t('history.outcome', { ...when, outcome: words.outcome(item) })
      case 'decision':
        return t('history.decision', {
          ...when,
          device: item.deviceName,
          decision: t(`history.kinds.${item.kind}`),
        })
      case 'contest':
        return t(`history.contest.${item.by}`, { ...when, device: item.deviceName })
    }
  }

  return (
    <ol className="manage-history">
      {history.map((item, index) => (
        <li key={index}>
          {sentence(item)}{' '}
          {item.what === 'outcome' ? words.reason(item.reason) : <Quote words={item.words} />}
        </li>
      ))}
    </ol>
  )
}

/** A person's own words. */
export function Quote({ words }: { readonly words: string }) {
  const { t } = useTranslation('manage')
  return <span className="manage-quote">{t('history.words', { words })}</span>
}
