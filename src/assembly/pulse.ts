/**
 * Does something again and again while a page is in sight; the next time counts from the end of the last, so that a slow
 * network is not asked twice.
 */
export class Pulse {
  private timer?: ReturnType<typeof setTimeout>
  private beating = false

  /** `every` in milliseconds; `work` never rejects. */
  constructor(
    private readonly work: () => Promise<unknown>,
    private readonly every: number,
  ) {}

  start(): void {
    if (this.beating) return
    this.beating = true
    this.schedule()
  }

  stop(): void {
    this.beating = false
    clearTimeout(this.timer)
  }

  private schedule(): void {
    this.timer = setTimeout(() => {
      void this.work().finally(() => {
        if (this.beating) this.schedule()
      })
    }, this.every)
  }
}
