import { useState } from 'preact/hooks';
import { applyTheme, readTheme, type Theme } from '../theme.ts';

const themes: readonly (readonly [Theme, string])[] = [
  ['system', 'System'],
  ['dark', 'Dark'],
  ['light', 'Light'],
];

export function ThemeSwitch() {
  const [theme, setTheme] = useState(readTheme);
  return (
    <section>
      <fieldset class="segments">
        <legend>Colours</legend>
        {themes.map(([value, label]) => (
          <label key={value}>
            <input
              type="radio"
              name="theme"
              checked={theme === value}
              onChange={() => {
                setTheme(value);
                applyTheme(value);
              }}
            />
            <span>{label}</span>
          </label>
        ))}
      </fieldset>
    </section>
  );
}
