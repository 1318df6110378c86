import { type Role, roleLabels, roles } from '@contract/words'
import type { Persona } from '@/platform/types'

/** Demo people under one heading. */
export interface PersonaGroup {
  title: string
  people: Persona[]
  /** People of the group that are not in `people`: nobody scrolls that far. */
  more: number
}

export type RoleFilter = Role | 'all'

const rank = (role: Role) => roles.indexOf(role)

/** What the person is at work; a resident is nothing else. */
export function mainRole(persona: Persona): Role {
  return persona.roles.reduce<Role>((best, { role }) => (rank(role) > rank(best) ? role : best), 'resident')
}

/**
 * Where the person belongs. The city's areas carry the national codes of divisions: 12 digits for a community, 9 for a
 * street, 6 for a district, and whatever lies below or beside begins with them.
 */
function placeOf({ roles: held }: Persona): string {
  const code = /^\d*/.exec(held[0]?.areaId ?? '')?.[0] ?? ''
  if (code.length >= 12) return code.slice(0, 12)
  if (code.length === 9) return '街道'
  return code.length === 6 ? '区和部门' : '市'
}

/** A community's own name, as one of its people's titles opens with it: 中兴社区第1网格网格员. */
function nameOf(place: string, people: readonly Persona[]): string {
  if (!/^\d/.test(place)) return place
  for (const { title } of people) {
    const name = /^.+?(社区|村)/.exec(title)?.[0]
    if (name) return name
  }
  return place
}

/** People of one role in one place that are shown before one has searched. */
const firstOfRole = 3
const mostFound = 30

/** People whose title, community, role or id holds every word of `text`: by community, residents first. */
export function groupPersonas(people: readonly Persona[], text: string, role: RoleFilter): PersonaGroup[] {
  const places = new Map<string, Persona[]>()
  for (const persona of people) {
    const place = placeOf(persona)
    places.set(place, [...(places.get(place) ?? []), persona])
  }
  const words = text.split(/\s+/).filter(Boolean)
  const narrowed = words.length > 0 || role !== 'all'
  const groups: PersonaGroup[] = []
  for (const [place, members] of places) {
    const title = nameOf(place, members)
    const found = members
      .filter((p) => role === 'all' || mainRole(p) === role)
      .filter((p) => words.every((w) => `${title} ${p.title} ${roleLabels[mainRole(p)]} ${p.id}`.includes(w)))
      .sort((a, b) => rank(mainRole(a)) - rank(mainRole(b)))
    const shown = narrowed ? found.slice(0, mostFound) : found.filter((p, i) => placeInRole(found, p, i) < firstOfRole)
    if (found.length > 0) groups.push({ title, people: shown, more: found.length - shown.length })
  }
  return groups
}

/** How many of the same role come before the person in the sorted list. */
const placeInRole = (sorted: readonly Persona[], persona: Persona, at: number) =>
  at - sorted.findIndex((p) => mainRole(p) === mainRole(persona))

/** Filters that find somebody, in the order of the roles. */
export function roleFilters(people: readonly Persona[]): { value: RoleFilter; label: string }[] {
  const present = new Set(people.map(mainRole))
  return [
    { value: 'all', label: '全部' },
    ...roles.filter((role) => present.has(role)).map((role) => ({ value: role, label: roleLabels[role] })),
  ]
}
