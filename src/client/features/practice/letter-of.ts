/** What a pass of the exercise is called, on the table and on paper. */
export function letterOf(pass: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + pass)
}
