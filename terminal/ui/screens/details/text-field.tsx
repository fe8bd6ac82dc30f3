/** A field of text with its label above, and what is wrong with it below, tied to it for a screen reader. */

import { useId } from "preact/hooks";

export interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  /** what the browser may fill it with */
  readonly autocomplete: string;
  readonly fault: string | undefined;
  /** a few lines instead of one */
  readonly lines?: boolean;
  type(text: string): void;
}

const LONGEST = 320;
/** Read from left to right in every language. */
const FROM_THE_LEFT = ["email", "tel"];

export function TextField({ label, fault, lines = false, type, ...rest }: TextFieldProps) {
  const id = useId();
  const given = {
    ...rest,
    id,
    maxLength: LONGEST,
    ...(FROM_THE_LEFT.includes(rest.autocomplete) ? { dir: "ltr" as const } : {}),
    "aria-invalid": fault !== undefined,
    ...(fault === undefined ? {} : { "aria-describedby": `${id}-fault` }),
    onInput: ({ currentTarget }: { currentTarget: { value: string } }) => type(currentTarget.value),
  };
  return (
    <div class="field">
      <label for={id}>
        {label}
        {lines ? <textarea rows={2} {...given} /> : <input type="text" {...given} />}
      </label>
      {fault !== undefined && (
        <p class="fault" id={`${id}-fault`}>
          {fault}
        </p>
      )}
    </div>
  );
}
