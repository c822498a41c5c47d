/** Runs in the page: the size of the letters, and the contrast with the first ground behind them that is painted. */
export function inkOf(element: Element): { readonly size: number; readonly contrast: number } {
  const partsOf = (color: string) => (color.match(/[\d.]+/g) ?? []).map(Number)
  function lightOf(color: string): number {
    const [red = 0, green = 0, blue = 0] = partsOf(color).map((part) => {
      const share = part / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  let ground = 'rgb(255, 255, 255)'
  for (let box: Element | null = element; box; box = box.parentElement) {
    const { backgroundColor } = getComputedStyle(box)
    if (partsOf(backgroundColor)[3] === 0) continue
    ground = backgroundColor
    break
  }
  const { color, fontSize } = getComputedStyle(element)
  const [dark = 0, light = 0] = [lightOf(color), lightOf(ground)].toSorted((a, b) => a - b)
  return { size: Number.parseFloat(fontSize), contrast: (light + 0.05) / (dark + 0.05) }
}
