import type { UnitLevel } from '../../cloudfunctions/contract/fields'

/**
 * What the people of the demo city have reported in the last days, and what came of it. Between them the tales end in
 * every state that the table of hazards knows. Nobody in them is real.
 */
export interface Tale {
  /** By which other tales name it. */
  key?: string
  community: 'zhongxing' | 'meili'
  /** Which of the community's demo residents, from 0. */
  resident: number
  /** Hours before now. A report older than a night is moved back to the daylight before. */
  hoursAgo: number
  category: string
  description: string
  place?: string
  confidential?: true
  /** Routed by the place on the map, not by the building. */
  byPoint?: true
  deeds?: readonly Deed[]
}

/** What happened then: hours after the report (before now, where negative), the action, and its input. */
export type Deed = readonly [hours: number, act: Act, input?: DeedInput]

export type Act =
  | 'accept'
  | 'handBack'
  | 'settle'
  | 'blow'
  | 'assign'
  | 'resolve'
  | 'merge'
  | 'reveal'
  | 'confirm'
  | 'reopen'
  | 'withdraw'
  | 'join'

export interface DeedInput {
  /** Unit that acts, where it is not the one responsible. */
  by?: UnitLevel
  /** Which resident joins. */
  resident?: number
  /** `key` of the tale to merge into. */
  into?: string
  reason?: string
  result?: string
  note?: string
  score?: number
  comment?: string
}

export const tales: readonly Tale[] = [
  // Waiting for somebody to accept
  {
    community: 'zhongxing',
    resident: 0,
    hoursAgo: 0.4,
    category: 'fireExit',
    description: '三楼到四楼的楼道里堆了好几个旧柜子和纸箱，只剩一个人能过，晚上灯还不亮，老人上下楼很不方便。',
    place: '2单元三楼至四楼楼道',
  },
  {
    community: 'zhongxing',
    resident: 1,
    hoursAgo: 0.05,
    category: 'gas',
    description: '一进楼门就闻到很浓的煤气味，一楼最明显，已经开窗并打了燃气公司电话，请尽快来人看看。',
    place: '1单元一楼',
  },
  {
    community: 'zhongxing',
    resident: 1,
    hoursAgo: 0.9,
    category: 'electrics',
    description: '有人从三楼窗户拉电线下来给电动车充电，插线板就放在地上，下雨也不收。',
    place: '楼前自行车棚旁边',
    confidential: true,
  },
  {
    community: 'meili',
    resident: 0,
    hoursAgo: 0.6,
    category: 'water',
    description: '地下车库入口的排水沟堵了，昨天的雨水到现在没退，有二十厘米深。',
    place: '地下车库入口',
  },
  // Not accepted in time: the clock has moved it up
  {
    community: 'meili',
    resident: 1,
    hoursAgo: 5,
    category: 'order',
    description: '楼下烧烤摊天天喝酒吵闹到后半夜，劝过两次，对方还摔了酒瓶。',
    place: '小区东门外',
    confidential: true,
  },
  {
    community: 'zhongxing',
    resident: 2,
    hoursAgo: 126,
    category: 'other',
    description: '小区健身器材的踏板断了一截，露出铁茬，孩子常在那里玩，报过两次都没有回音。',
    place: '小广场健身区',
  },
  // Being handled
  {
    community: 'zhongxing',
    resident: 0,
    hoursAgo: 7,
    category: 'lift',
    description: '电梯下行时抖得厉害，停层经常高出地面一截，昨天把一位大爷绊了一跤。',
    place: '1单元电梯',
    deeds: [
      [0.1, 'accept'],
      [0.3, 'reveal'],
    ],
  },
  {
    community: 'meili',
    resident: 2,
    hoursAgo: 26,
    category: 'falling',
    description: '六楼外墙的瓷砖鼓起来一大片，刚才掉下来两块，幸好没有砸到人。',
    place: '楼东侧人行道上方',
    deeds: [
      [1, 'accept'],
      [3, 'join', { resident: 0 }],
    ],
  },
  {
    community: 'zhongxing',
    resident: 2,
    hoursAgo: 30,
    category: 'fireExit',
    description: '安全出口的门被铁链锁住了，消防栓前面也停着三轮车。',
    place: '负一层安全出口',
    confidential: true,
    deeds: [
      [1.5, 'handBack', { reason: '涉及物业统一管理的地下室，网格员没有钥匙，请社区出面协调' }],
      [3, 'accept'],
    ],
  },
  {
    community: 'meili',
    resident: 0,
    hoursAgo: 128,
    category: 'water',
    description: '小区北门外的自来水井一直往外冒水，路面泡软了，踩上去直晃，晚上没有灯，骑车的人看不见。',
    place: '北门外约三十米',
    byPoint: true,
    deeds: [[2, 'accept']],
  },
  {
    community: 'zhongxing',
    resident: 1,
    hoursAgo: 40,
    category: 'electrics',
    description: '楼道电表箱的门掉了，电线裸露在外面，小孩伸手就能够着。',
    place: '3单元一楼',
    deeds: [
      [1, 'blow', { reason: '表箱产权属于供电单位，需要街道派给有关部门' }],
      [4, 'assign', { note: '请现场核实，先做好防护再更换表箱' }],
      [7, 'accept'],
    ],
  },
  // The whistle is blown
  {
    community: 'zhongxing',
    resident: 0,
    hoursAgo: 2.2,
    category: 'electrics',
    description: '变压器旁边的电线杆歪了，刮风时电线打火花，附近的住户都不敢走那条路。',
    place: '小区西侧变压器旁',
    deeds: [[0.5, 'blow', { reason: '带电设施，网格员无法处置，请街道联系主管部门' }]],
  },
  {
    community: 'meili',
    resident: 1,
    hoursAgo: 6.6,
    category: 'lift',
    description: '电梯困人两次了，按了警铃没有人应答，物业说在等配件。',
    place: '2单元电梯',
    deeds: [
      [0.1, 'accept', { by: 'community' }],
      [6.5, 'blow', { reason: '物业维保不到位，需要主管部门督促' }],
    ],
  },
  // With a department
  {
    community: 'zhongxing',
    resident: 2,
    hoursAgo: 4,
    category: 'falling',
    description: '楼顶的广告牌松了，风一吹就晃，底下是公交车站。',
    place: '临街楼顶',
    deeds: [
      [0.5, 'blow', { reason: '属于户外广告设施，需要执法部门拆除' }],
      [2.5, 'assign', { note: '请当天到场设置警戒' }],
    ],
  },
  {
    community: 'meili',
    resident: 2,
    hoursAgo: 28,
    category: 'water',
    description: '污水井冒水三天了，臭味很大，流到了幼儿园门口。',
    place: '幼儿园门前',
    byPoint: true,
    deeds: [
      [1, 'blow', { reason: '主管道堵塞，社区疏通过一次没有解决' }],
      [4, 'assign', { note: '请尽快疏通主管道' }],
      [7, 'handBack', { reason: '现场查看后确认为小区内部管道，不属于本单位管养' }],
      [25, 'assign', { note: '已与物业核实，仍为市政管道，请办理' }],
    ],
  },
  // Done; the reporter has to say whether it helped
  {
    community: 'zhongxing',
    resident: 0,
    hoursAgo: 33,
    category: 'electrics',
    description: '一楼门厅停了六七辆电动车，有两辆还在充电，把出口堵得只剩一条缝。',
    place: '2单元门厅',
    deeds: [
      [0.7, 'accept'],
      [6, 'settle', { result: '已逐户通知车主挪车，电动车全部移到楼外充电棚，门厅已清空。' }],
    ],
  },
  {
    community: 'meili',
    resident: 0,
    hoursAgo: 60,
    category: 'fraud',
    description: '有人在楼下摆摊，说扫码免费领鸡蛋，让老人填身份证号和银行卡号。',
    place: '小区南门',
    confidential: true,
    deeds: [[0.4, 'settle', { result: '已联合民警到场劝离，提醒了在场老人，楼道里张贴了防骗提示。' }]],
  },
  {
    community: 'meili',
    resident: 1,
    hoursAgo: 80,
    category: 'road',
    description: '井盖被压裂了，踩上去会翘起来。',
    place: '3号楼东侧',
    byPoint: true,
    deeds: [
      [2, 'blow', { reason: '井盖属于市政设施' }],
      [5, 'assign'],
      [8.5, 'accept'],
      [27, 'resolve', { result: '已更换为防沉降井盖，周边路面已修补。' }],
    ],
  },
  // Sent back by the reporter
  {
    community: 'zhongxing',
    resident: 1,
    hoursAgo: 46,
    category: 'fireExit',
    description: '顶楼通往天台的门被住户用杂物堵死，还加了一把锁。',
    place: '3单元顶楼',
    deeds: [
      [1, 'accept'],
      [8, 'settle', { result: '已劝导住户清理，杂物已搬走。' }],
      [-1.4, 'reopen', { reason: '杂物第二天又搬回来了，锁也没有打开。' }],
    ],
  },
  {
    community: 'meili',
    resident: 2,
    hoursAgo: 74,
    category: 'water',
    description: '楼上漏水，楼道天花板一直往下滴，墙皮掉了一大块。',
    place: '1单元五楼',
    confidential: true,
    deeds: [
      [1, 'accept'],
      [7, 'resolve', { result: '已联系楼上住户关闭阀门，更换了软管。' }],
      [30, 'reopen', { reason: '只换了软管，今天又开始滴水了。' }],
      [31, 'accept'],
      [50, 'resolve', { result: '已重新做防水，观察一天没有再漏。' }],
      [-0.5, 'reopen', { reason: '墙里还是有水渗出来，请彻底查一下。' }],
    ],
  },
  // After two times the street decides
  {
    community: 'zhongxing',
    resident: 2,
    hoursAgo: 170,
    category: 'order',
    description: '楼上在家里开棋牌室，每天麻将打到凌晨，楼道里全是烟味。',
    place: '2单元四楼',
    deeds: [
      [1, 'accept'],
      [22, 'resolve', { result: '已上门劝导，约定晚十点后停止。' }],
      [48, 'reopen', { reason: '只停了两天，现在又是半夜才散。' }],
      [49, 'accept'],
      [70, 'resolve', { result: '民警再次上门，已作书面警告。' }],
      [96, 'reopen', { reason: '换了个房间继续，声音一样大。' }],
      [97, 'accept'],
      [118, 'resolve', { result: '联合派出所、物业约谈，房主书面保证停止经营。' }],
      [-0.6, 'reopen', { reason: '昨天夜里又来了七八个人。' }],
    ],
  },
  {
    community: 'meili',
    resident: 0,
    hoursAgo: 190,
    category: 'other',
    description: '小区围墙有一段裂了大口子，往外歪，墙根下就是孩子上学的路。',
    place: '西侧围墙',
    deeds: [
      [2, 'accept'],
      [20, 'settle', { result: '已拉警戒线并通知物业加固。' }],
      [30, 'reopen', { reason: '只拉了一条线，墙没有动。' }],
      [31, 'accept'],
      [52, 'settle', { result: '物业用木方支撑，裂缝已临时封堵。' }],
      [70, 'reopen', { reason: '木方昨天被风刮倒了。' }],
      [71, 'accept'],
      [95, 'settle', { result: '重新支撑并用水泥封缝。' }],
      [110, 'reopen', { reason: '裂缝又开了，要求拆掉重砌。' }],
      [113, 'settle', { result: '街道组织鉴定，由物业动用维修资金拆除重砌，施工期间全段围挡，三十天内完工。' }],
    ],
  },
  // Done, and the reporter agrees
  {
    community: 'zhongxing',
    resident: 0,
    hoursAgo: 75,
    category: 'lift',
    description: '电梯里的灯坏了一半，按键也不亮，晚上看不清楼层。',
    place: '3单元电梯',
    deeds: [
      [0.2, 'accept'],
      [5, 'settle', { result: '维保单位已到场，更换了灯管和按键板。' }],
      [12, 'confirm', { score: 5, comment: '当天就修好了，谢谢网格员' }],
    ],
  },
  {
    community: 'zhongxing',
    resident: 1,
    hoursAgo: 99,
    category: 'electrics',
    description: '楼前路灯的检修口盖子没了，里面的电线露着，旁边就是孩子玩的地方。',
    place: '楼前花坛边第二盏路灯',
    confidential: true,
    deeds: [
      [1.2, 'blow', { reason: '路灯设施，需要专业单位处理' }],
      [4, 'assign', { note: '请优先处理' }],
      [7, 'accept'],
      [26, 'resolve', { result: '已重新接线并加装检修口盖板。' }],
      [30, 'confirm', { score: 4 }],
    ],
  },
  {
    community: 'meili',
    resident: 1,
    hoursAgo: 120,
    category: 'falling',
    description: '空调外机的支架锈断了一根，外机斜挂在七楼外面。',
    place: '2单元七楼外墙',
    deeds: [
      [0.6, 'accept'],
      [8, 'settle', { result: '已联系房主更换支架，当天重新固定。' }],
      [24, 'confirm', { score: 5, comment: '很及时' }],
    ],
  },
  {
    community: 'meili',
    resident: 2,
    hoursAgo: 130,
    category: 'electrics',
    description: '充电棚的插座烧黑了一个，还有人继续用。',
    place: '小区充电棚',
    confidential: true,
    deeds: [
      [0.8, 'accept'],
      [10, 'resolve', { result: '已断电更换插座，并检查了其余十二个插座。' }],
      [26, 'confirm', { score: 3, comment: '修好了，但等得有点久' }],
    ],
  },
  {
    community: 'meili',
    resident: 0,
    hoursAgo: 264,
    category: 'fireExit',
    description: '楼梯间的防火门关不上，用砖头顶着。',
    place: '1单元九楼',
    deeds: [
      [1, 'accept'],
      [24, 'settle', { result: '已更换闭门器，防火门可以自行关闭。' }],
    ],
  },
  // Taken back
  {
    community: 'zhongxing',
    resident: 2,
    hoursAgo: 54,
    category: 'water',
    description: '家里突然没有水了，不知道是不是管道破了。',
    deeds: [[0.5, 'withdraw', { reason: '看到通知了，是计划停水' }]],
  },
  {
    community: 'meili',
    resident: 1,
    hoursAgo: 20,
    category: 'other',
    description: '楼门口的感应灯不亮。',
    place: '1单元门口',
    deeds: [[1.5, 'withdraw']],
  },
  // Two reports of one thing
  {
    key: 'hole',
    community: 'zhongxing',
    resident: 0,
    hoursAgo: 9,
    category: 'road',
    description: '人行道上的井盖丢了，只用一根树枝插着，晚上根本看不见。',
    place: '小区正门右侧人行道',
    byPoint: true,
    deeds: [[0.8, 'accept']],
  },
  {
    community: 'zhongxing',
    resident: 2,
    hoursAgo: 7.5,
    category: 'road',
    description: '正门旁边有个井没有盖子，刚才差点掉进去。',
    place: '正门旁人行道',
    byPoint: true,
    deeds: [[0.5, 'merge', { into: 'hole' }]],
  },
]
