import type { Programme } from '#domain/programme.ts'
import { CodePicture } from '#client/print/code-picture.tsx'
import { Day, Figures } from '#client/ui/figures.tsx'
import { Both } from './both.tsx'
import type { LetterPass } from './letter-pass.ts'
import { usePaperLanguages } from './paper-language.ts'

/** Which pass, until when, and its code: a phone that reads it shows what is left. */
export function LetterHead({
  pass,
  programme,
}: {
  readonly pass: LetterPass
  readonly programme: Programme
}) {
  const { inFrench } = usePaperLanguages()
  const { units, until } = pass
  return (
    <header className="letter-head">
      <div className="letter-words">
        <p className="paper-programme">
          {programme.name}
          {programme.demonstration && (
            <strong className="paper-warning">{inFrench('frame:demonstration')}</strong>
          )}
          {pass.warning === 'training' && (
            <strong className="paper-warning">{inFrench('paper:letter.training')}</strong>
          )}
        </p>
        <h2>
          <Both way="under" say={(t) => t('paper:letter.title')} />
        </h2>
        <div className="letter-facts">
          {units !== undefined && (
            <p>
              <Both way="under" say={(t) => t('balance:cheques', { count: units })} />
            </p>
          )}
          <p>
            <Both way="under" say={(t) => t('balance:until.title')} />
            <strong className="paper-large">
              {until === undefined ? <Figures>{'…… / …… / ………'}</Figures> : <Day day={until} />}
            </strong>
          </p>
          <p className="letter-scan">
            <Both way="under" say={(t) => t('paper:letter.scan')} />
          </p>
        </div>
      </div>
      <div className="letter-code">
        <CodePicture code={pass.code} label={inFrench('paper:letter.scan')} />
        <PassName pass={pass} />
      </div>
    </header>
  )
}

/** The number in its groups; where only the code was read, twelve boxes to copy it into. */
function PassName({ pass: { number, reference } }: { readonly pass: LetterPass }) {
  const { inFrench } = usePaperLanguages()
  return (
    <>
      <p className="letter-number">
        <span className="letter-number-word" lang="fr">
          {inFrench('paper:letter.number')}
        </span>
        {number === undefined ? (
          <NumberBoxes />
        ) : (
          <bdi dir="ltr" className="letter-groups">
            {number}
          </bdi>
        )}
      </p>
      {reference !== undefined && (
        <p className="letter-reference" lang="fr">
          {inFrench('paper:letter.reference', { reference })}
        </p>
      )}
    </>
  )
}

function NumberBoxes() {
  const { inFrench } = usePaperLanguages()
  return (
    <svg
      className="letter-boxes"
      viewBox="0 0 146 14"
      role="img"
      aria-label={inFrench('paper:letter.boxes')}
      preserveAspectRatio="xMinYMid meet"
    >
      {Array.from({ length: 12 }, (_, index) => (
        <rect key={index} x={index * 11 + Math.floor(index / 4) * 6 + 1} y="1" width="10" height="12" />
      ))}
    </svg>
  )
}
