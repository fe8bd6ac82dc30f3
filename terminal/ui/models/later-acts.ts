/** Acts of a part of the model that is fetched when the first of them is done: each is carried out, in their order. */

/** Nobody waits for what an act gives back, unless it is a promise. */
type Acts<A> = { readonly [N in keyof A]: (...given: never[]) => Nothing | Promise<unknown> };
type Nothing = ReturnType<VoidFunction>;

/** Fetches once. @returns the same promise each time; `come` is it, if it was asked for already */
export interface Later<T> {
  (): Promise<T>;
  come?: Promise<T>;
}

export function later<T>(fetch: () => Promise<T>): Later<T> {
  const all: Later<T> = () => {
    all.come ??= fetch();
    return all.come;
  };
  return all;
}

export function laterActs<A extends Acts<A>>(fetch: () => Promise<A>): A {
  return new Proxy({} as A, {
    get:
      (_, name) =>
      (...given: never[]) =>
        fetch().then((acts) => acts[name as keyof A](...given)),
  });
}
