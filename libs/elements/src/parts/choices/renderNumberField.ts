import { html } from 'lit';

interface NumberField {
  label: string;
  value: number | undefined;
  min: number;
  max: number;
  /** What stands for no number. */
  placeholder?: string;
  onChange: (value: number | undefined) => void;
}

/** A whole number; what is no such number is set right, and an empty field is none. */
export function renderNumberField({ label, value, min, max, placeholder, onChange }: NumberField) {
  const change = (event: Event): void => {
    const field = event.target as HTMLInputElement;
    const given = field.value === '' ? undefined : Math.round(Number(field.value));
    const kept = given === undefined ? undefined : Math.max(min, Math.min(max, given));
    field.value = kept === undefined ? '' : String(kept);
    onChange(kept);
  };
  return html`
    <label>
      <span>${label}</span>
      <input
        type="number"
        inputmode="numeric"
        min=${min}
        max=${max}
        placeholder=${placeholder ?? ''}
        .value=${value === undefined ? '' : String(value)}
        @change=${change}
      />
    </label>
  `;
}
