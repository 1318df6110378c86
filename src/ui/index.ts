export { Button, type ButtonProps } from './button'
export { Card, Cell, CellGroup, type CellProps } from './card'
export { Code, inFours } from './code'
export { EmergencyStrip } from './emergency'
export {
  Choice,
  type ChoiceOption,
  type ChoiceProps,
  Field,
  type FieldProps,
  SearchInput,
  TextArea,
  type TextAreaProps,
  TextInput,
  type TextInputProps,
} from './field'
export { FilterChips, Filters } from './filters'
export { Hotline } from './hotline'
export { Icon, type IconName } from './icon'
export { ItemCard, itemTone, owedWords } from './item-card'
export { OutboxCards } from './outbox-cards'
export { Page, type PageProps } from './page'
export { PhotoPicker, Photos } from './photos'
export { Score, type ScoreProps } from './score'
export { Chips, type Segment, Segmented } from './segmented'
export { Confirm, type ConfirmProps, Sheet, type SheetProps } from './sheet'
export { Empty, ErrorBlock, List, ListEnd, type ListProps, Skeleton, StateBanner, Tag, type Tone } from './state'
export { Steps } from './steps'
export { Tap, type TapProps } from './tap'
export {
  clockWords,
  dateWords,
  dayAt,
  dayWords,
  dueWords,
  exactWords,
  spanWords,
  type Urgency,
  urgencyOf,
  whenWords,
} from './time'
export { Timeline } from './timeline'
export { When, type WhenProps } from './when'
export { Wrong } from './wrong'
