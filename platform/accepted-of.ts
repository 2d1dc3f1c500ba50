/** What a program accepts of a secret: the one of its setting, and the other one of `…_ALSO_ACCEPTED` while it is changed. */
export function acceptedOf<Secret>(secret: Secret, alsoAccepted: Secret | undefined): readonly Secret[] {
  return alsoAccepted === undefined ? [secret] : [secret, alsoAccepted];
}
