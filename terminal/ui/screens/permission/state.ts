/** The browser withholds our one host permission: the shopper is told and asked again. */

export interface PermissionState {
  readonly status: "permission";
  /** host of our one origin */
  readonly host: string;
}
