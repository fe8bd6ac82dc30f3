/**
 * A view whose code is loaded when it is first shown: what a payment needs is there at once, and what it rarely needs
 * costs it no bytes. It is a file of our own package, like every other.
 */

import { type ComponentType, createElement, type FunctionComponent } from "preact";
import { useEffect, useState } from "preact/hooks";

/** `load` resolves once it can be drawn at once. */
export type Lazy<P> = FunctionComponent<P> & { load(): Promise<void> };

export function lazy<P extends object>(find: () => Promise<ComponentType<P>>): Lazy<P> {
  let found: ComponentType<P> | undefined;
  const load = async () => {
    found ??= await find();
  };
  const View: FunctionComponent<P> = (props) => {
    const [ready, setReady] = useState(found !== undefined);
    useEffect(() => {
      if (!ready) void load().then(() => setReady(true));
    }, []);
    return found ? createElement(found, props) : null;
  };
  return Object.assign(View, { load });
}
