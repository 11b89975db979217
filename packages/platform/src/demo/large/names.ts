const disciplines = ['Architectural', 'Structural', 'Mechanical', 'Electrical', 'Plumbing', 'Civil'];
const kinds = ['plan', 'section', 'detail', 'schedule', 'elevation', 'report', 'submittal', 'photo'];
const places = ['lobby', 'roof', 'garage', 'stair', 'kitchen', 'plant room', 'facade', 'courtyard'];
const endings = ['pdf', 'dwg', 'docx', 'xlsx', 'jpg'];
const towns = ['Alder', 'Birch', 'Cedar', 'Dogwood', 'Elm', 'Fir', 'Ginkgo', 'Hazel', 'Ironwood', 'Juniper'];
const buildings = ['Tower', 'School', 'Clinic', 'Bridge', 'Depot', 'Library', 'Station', 'Hall'];
const firstNames = ['Ada', 'Ben', 'Carla', 'Dmitri', 'Elena', 'Farid', 'Grace', 'Hugo', 'Inés', 'Jonas'];
const lastNames = ['Abbott', 'Bravo', 'Chen', 'Díaz', 'Evans', 'Fischer', 'Gupta', 'Hansen', 'Ito', 'Jung'];

/** The same number always has the same name: what was begun is gone on with, and two runs can be compared. */
export function fileName(index: number): string {
  const sheet = String(index + 1).padStart(5, '0');
  return `${at(disciplines, index)} ${at(kinds, index / 6)} ${at(places, index / 48)} ${sheet}.${at(endings, index)}`;
}

export function projectName(index: number): string {
  return `${at(towns, index)} ${at(buildings, index / 10)} ${index + 1}`;
}

export function personOf(index: number): { firstName: string; lastName: string; email: string } {
  return {
    firstName: at(firstNames, index),
    lastName: `${at(lastNames, index / 10)} ${index + 1}`,
    email: `person.${index + 1}@large.example`,
  };
}

function at(words: readonly string[], place: number): string {
  return words[Math.floor(place) % words.length] ?? '';
}
