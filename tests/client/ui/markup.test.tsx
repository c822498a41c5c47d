import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { announce, Announcer } from '#client/ui/announcer.tsx'
import { ChequeRow } from '#client/ui/cheque-row.tsx'
import { ChoiceTiles } from '#client/ui/choice-tiles.tsx'
import { DataTable } from '#client/ui/data-table.tsx'
import { Field } from '#client/ui/field.tsx'
import { Amount } from '#client/ui/figures.tsx'
import { VerdictShape } from '#client/ui/verdict-shape.tsx'

test('a row of cheques is one picture with one name, one drawing a unit up to forty, then one for ten', () => {
  const row = (units: number) => renderToStaticMarkup(<ChequeRow units={units} used={1} label="7 / 10" />)
  expect(row(10)).toContain('role="img" aria-label="7 / 10"')
  expect(row(40).match(/data-state/g)).toHaveLength(40)
  expect(row(41).match(/data-state/g)).toHaveLength(5)
})

test('the five answers are five drawings', () => {
  const looks = ['yes', 'yes-to-confirm', 'noted', 'no', 'unread'] as const
  expect(
    new Set(looks.map((look) => renderToStaticMarkup(<VerdictShape look={look} />).replace(look, ''))).size,
  ).toBe(5)
})

test('both live regions are there before anything is said', () => {
  expect(renderToStaticMarkup(<Announcer />)).toContain('<div role="status"></div><div role="alert"></div>')
  announce('OUI')
  expect(renderToStaticMarkup(<Announcer />)).toContain('<div role="status"><span>OUI</span></div>')
  announce('NON', 'assertive')
  expect(renderToStaticMarkup(<Announcer />)).toContain(
    '<div role="status"></div><div role="alert"><span>NON</span>',
  )
})

test('tiles are native inputs in a named group', () => {
  const choices = [{ value: 'a', label: 'A' }]
  const html = renderToStaticMarkup(
    <ChoiceTiles kind="one" legend="L" choices={choices} chosen={['a']} onChoose={() => undefined} />,
  )
  expect(html).toMatch(/<fieldset.*<legend.*L<\/legend>.*<label.*<input[^>]*type="radio"[^>]*checked/)
})

test('an error is tied to its input', () => {
  const html = renderToStaticMarkup(
    <Field label="L" error="E">
      {(control) => <input {...control} />}
    </Field>,
  )
  const id = /aria-describedby="([^"]+)"/.exec(html)?.[1]
  expect(html).toContain(`<p id="${id}" class="field-error">E</p>`)
  expect(html).toContain('aria-invalid="true"')
})

test('a table keeps its roles when it becomes cards', () => {
  const columns = [{ key: 'n', label: 'N', heading: true, cell: (row: number) => <Amount cents={row} /> }]
  const html = renderToStaticMarkup(<DataTable caption="C" columns={columns} rows={[1200]} rowKey={String} />)
  for (const role of ['table', 'rowgroup', 'row', 'columnheader', 'rowheader'])
    expect(html).toContain(`role="${role}"`)
  expect(html).toContain('<bdi dir="ltr">12\u00a0€</bdi>')
})

test('no drawing carries a style attribute, which the policy forbids', () => {
  expect(renderToStaticMarkup(<ChequeRow units={60} used={3} label="x" />)).not.toContain('style=')
})
