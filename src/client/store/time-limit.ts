/** What a promise answers, or `otherwise` once the milliseconds are over; a failure is `otherwise` too. */
export async function answerBefore<Answer>(
  asked: PromiseLike<Answer>,
  milliseconds: number,
  otherwise: Answer,
): Promise<Answer> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(otherwise), milliseconds)
    function settle(answer: Answer): void {
      clearTimeout(timer)
      resolve(answer)
    }
    asked.then(settle, () => settle(otherwise))
  })
}
