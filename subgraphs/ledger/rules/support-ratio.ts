/** Participants for each member of the supporting staff, both full-time; null when either is not known or there is no staff. */
export function supportRatio(participantFte: number | null, supportStaffFte: number | null): number | null {
  if (participantFte === null || supportStaffFte === null || supportStaffFte === 0) return null;
  return participantFte / supportStaffFte;
}
