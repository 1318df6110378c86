import { useRouter } from '@tarojs/taro'
import { Came } from '../../came'

/** What came of the sending: `?id=` of the item, or `?key=` of a request that waited for the network. */
export default function Done() {
  const { id, key } = useRouter().params
  return <Came itemId={id} requestKey={key} />
}
