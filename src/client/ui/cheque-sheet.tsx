import './cheque-sheet.css'

export type SheetStep = {
  readonly label: string
  /** Decides the length of the sheet; the first step is the longest. */
  readonly value: number
  /** The value as it is read. */
  readonly text: string
}

/** Steps of a funnel as a stack of perforated sheets, each as long as its value. */
export function ChequeSheet({
  steps,
  label,
}: {
  readonly steps: readonly SheetStep[]
  readonly label: string
}) {
  const most = Math.max(1, ...steps.map((step) => step.value))
  return (
    <ol className="cheque-sheet" role="list" aria-label={label}>
      {steps.map((step) => (
        <li key={step.label} className="cheque-sheet-step">
          <span className="cheque-sheet-label">{step.label}</span>
          <bdi className="cheque-sheet-value" dir="ltr">
            {step.text}
          </bdi>
          <span className="cheque-sheet-track" aria-hidden="true">
            <span
              className="cheque-sheet-paper"
              data-empty={step.value <= 0 || undefined}
              style={{ inlineSize: `${(Math.max(0, step.value) / most) * 100}%` }}
            />
          </span>
        </li>
      ))}
    </ol>
  )
}
