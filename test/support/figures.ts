/** Reads the text format of Prometheus as strictly as it is meant: what a line can't be is an error. */

/** Each figure under its name and labels as they stand. Throws on a line that isn't one, and on a figure told twice. */
export function readFigures(text: string): Record<string, number> {
  const figures: Record<string, number> = {};
  for (const line of text.split('\n')) {
    if (line === '' || /^# (HELP|TYPE) [a-zA-Z_:][\w:]* ./.test(line)) continue;
    const [, name, value] =
      /^([a-zA-Z_:][\w:]*(?:\{(?:[a-zA-Z_]\w*="(?:[^"\\\n]|\\.)*",?)*\})?) (-?[\d.]+(?:e[+-]?\d+)?|NaN|Nan|[+-]Inf)$/.exec(
        line,
      ) ?? [];
    if (name === undefined) throw new Error(`not a figure: ${line}`);
    if (name in figures) throw new Error(`told twice: ${name}`);
    figures[name] = Number(value);
  }
  return figures;
}
