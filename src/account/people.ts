import { type Role, roleLabels, roles } from '@contract/words'
import type { Persona } from '@/platform/types'

/** Demo people under one heading. */
export interface PersonaGroup {
  title: string
  people: Persona[]
  /** People of the group that are not in `people`, because nobody scrolls that far. */
  more: number
}

export type RoleFilter = Role | 'all'

const rank = (role: Role) => roles.indexOf(role)

/** What the person is at work; a resident is nothing else. */
export function mainRole(persona: Persona): Role {
  return persona.roles.reduce<Role>((best, { role }) => (rank(role) > rank(best) ? role : best), 'resident')
}

/** The community that a title opens with: 中兴社区第3网格 网格员演示01. */
const communityOf = ({ title }: Persona): string => /^.*?(社区|村)/.exec(title)?.[0] ?? '其他'

const shownPerGroup = 20

/** People whose title, id or role holds every word of `text`, by community and then by role. */
export function groupPersonas(people: readonly Persona[], text: string, role: RoleFilter): PersonaGroup[] {
  const words = text.split(/\s+/).filter(Boolean)
  const groups = new Map<string, Persona[]>()
  for (const persona of people) {
    const main = mainRole(persona)
    if (role !== 'all' && role !== main) continue
    const haystack = `${persona.title} ${persona.id} ${roleLabels[main]}`
    if (!words.every((word) => haystack.includes(word))) continue
    const title = communityOf(persona)
    groups.set(title, [...(groups.get(title) ?? []), persona])
  }
  return [...groups].map(([title, members]) => ({
    title,
    people: members.sort((a, b) => rank(mainRole(b)) - rank(mainRole(a))).slice(0, shownPerGroup),
    more: Math.max(0, members.length - shownPerGroup),
  }))
}

/** Filters that find somebody, in the order of the roles. */
export function roleFilters(people: readonly Persona[]): { value: RoleFilter; label: string }[] {
  const present = new Set(people.map(mainRole))
  return [
    { value: 'all', label: '全部' },
    ...roles.filter((role) => present.has(role)).map((role) => ({ value: role, label: roleLabels[role] })),
  ]
}
