/**
 * Reads what a model typed or clicked into the line of a file chooser: one name, or several in double quotes.
 *
 * Gives the names that are among the choices, and the first that is not.
 */
export function chosenNames(
  text: string,
  choices: readonly string[],
): { readonly names: readonly string[]; readonly unknown?: string } {
  const line = text.trim();
  const whole = findChoice(line, choices);
  if (whole !== undefined) {
    return { names: [whole] };
  }
  const quoted = [...line.matchAll(/"([^"]*)"/gu)].map((match) => match[1] ?? "");
  const names: string[] = [];
  for (const name of quoted.length === 0 && line !== "" ? [line] : quoted) {
    const choice = findChoice(name, choices);
    if (choice === undefined) {
      return { names: [], unknown: name };
    }
    if (!names.includes(choice)) {
      names.push(choice);
    }
  }
  return { names };
}

function findChoice(name: string, choices: readonly string[]): string | undefined {
  const alike = choices.filter((choice) => choice.toLowerCase() === name.toLowerCase());
  return choices.includes(name) ? name : alike.length === 1 ? alike[0] : undefined;
}
