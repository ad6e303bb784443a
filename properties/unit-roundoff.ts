/** ε = 2⁻⁵³, the unit roundoff (NUM-1). */
export const unitRoundoff: number = 2 ** -53
