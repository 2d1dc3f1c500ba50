const CHOICES = { theme: ["light", "dark"], language: ["nl", "en"] } as const;

type Choices = typeof CHOICES;

/** What the reader chose before, on this machine; undefined where nothing was, or nothing can be kept. */
export function readChosen<Name extends keyof Choices>(name: Name): Choices[Name][number] | undefined {
  try {
    const kept = localStorage.getItem(`ama.${name}`);
    return CHOICES[name].find((one) => one === kept);
  } catch {
    return undefined;
  }
}

export function keepChosen<Name extends keyof Choices>(name: Name, value: Choices[Name][number]): void {
  try {
    localStorage.setItem(`ama.${name}`, value);
  } catch {
    // A browser that keeps nothing still shows the page as chosen.
  }
}
