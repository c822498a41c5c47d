import { useState } from 'react'
import { createFinderWord, type FinderWord } from './finder-word.ts'
import type { Attempt } from './view-finder.ts'

/** The word of the moment, and what is to be told each look. `isPass` is asked as it was at first. */
export function useFinderWord(
  isPass: (text: string) => boolean,
): readonly [word: FinderWord, follow: (attempt: Attempt) => void] {
  const [word, setWord] = useState<FinderWord>('nothing')
  const [after] = useState(() => createFinderWord(isPass))
  return [word, (attempt) => setWord(after(attempt))]
}
