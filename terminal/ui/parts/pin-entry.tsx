/** Six digits in one field, hidden as they are typed, never kept by the browser, and gone from here once they are sent. */

import { useState } from "preact/hooks";

const DIGITS = /^\d{6}$/;

export function PinEntry({
  label,
  button,
  quiet = false,
  enter,
}: {
  readonly label: string;
  readonly button: string;
  /** another way is the screen's one action */
  readonly quiet?: boolean;
  readonly enter: (pin: string) => void;
}) {
  const [pin, setPin] = useState("");
  const whole = DIGITS.test(pin);
  return (
    <form
      class="code-entry pin-entry"
      onSubmit={(event) => {
        event.preventDefault();
        if (!whole) return;
        setPin("");
        enter(pin);
      }}
    >
      <label>
        {label}
        <input
          type="password"
          inputMode="numeric"
          autocomplete="off"
          maxLength={6}
          value={pin}
          onInput={({ currentTarget }) => {
            currentTarget.value = currentTarget.value.replace(/\D/g, "");
            setPin(currentTarget.value);
          }}
        />
      </label>
      <button type="submit" class={quiet ? "action quiet" : "action"} aria-disabled={!whole}>
        {button}
      </button>
    </form>
  );
}
