/**
 * Full years somebody born on `birthDate` has on `day`, both `YYYY-MM-DD`. Who was born on 29 February is a year older
 * on 1 March where there is no such day. Negative before the birth.
 */
export function ageOn(birthDate: string, day: string): number {
  const [bornYear = 0, ...bornDay] = birthDate.split("-");
  const [year = 0, ...thisDay] = day.split("-");
  const hadBirthday = thisDay.join("-") >= bornDay.join("-");
  return Number(year) - Number(bornYear) - (hadBirthday ? 0 : 1);
}
