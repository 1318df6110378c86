import { mergeInternalComponents } from '@tarojs/shared'
import { added } from './attributes'

mergeInternalComponents(added)
