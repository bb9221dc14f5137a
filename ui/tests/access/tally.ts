// Says at the end how many screens were looked at in how many states; see every-screen.e2e.ts.

import type { Reporter, TestCase } from '@playwright/test/reporter';

export default class Tally implements Reporter {
  private readonly screens = new Set<string>();
  private readonly states = new Set<string>();
  private looks = 0;

  onTestEnd({ title, annotations }: TestCase): void {
    for (const { type, description } of annotations) {
      if (type !== 'looked at' || !description) continue;
      this.looks += 1;
      this.screens.add(title);
      this.states.add(description);
    }
  }

  onEnd(): void {
    if (this.looks > 0) {
      const { screens, states, looks } = this;
      process.stdout.write(
        `\n  axe found nothing on ${screens.size} screens in ${states.size} states, ${looks} in all\n`,
      );
    }
  }
}
