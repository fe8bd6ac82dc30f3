/**
 * Confirms that are being verified here and now: a commit that is about to be made waits for them a little, since they
 * would each need one of their own. Only a guess by which nothing is decided; in another isolate than the branch's they
 * aren't seen, and nobody waits.
 */

let count = 0;

export function confirmsUnderWay(): number {
  return count;
}

/** @returns to be called once it is with the others that are committed, or will never be; again does nothing */
export function confirmBegins(): () => void {
  let begun = true;
  count += 1;
  return () => {
    if (begun) count -= 1;
    begun = false;
  };
}
