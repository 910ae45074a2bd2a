/** The words of a text. */
export const words = (text: string): readonly string[] => text.trim().split(/\s+/);

// The commoner first, as they are in England. Each group with its share of the people.
export const groups: readonly {
  readonly share: number;
  readonly first: readonly string[];
  readonly family: readonly string[];
}[] = [
  {
    share: 0.48,
    first:
      words(`David John Susan Paul Margaret James Karen Michael Julie Andrew Jacqueline Stephen Deborah Mark Tracey Christopher Jane Peter Helen Robert Sarah
        Richard Nicola Thomas Emma Daniel Rebecca Matthew Victoria Anthony Laura Joshua Jessica William Charlotte Jack Chloe Ryan Sophie Luke Amy Samuel Lauren Benjamin Hannah
        Jordan Megan Callum Katherine Kieran Amelia Oliver Olivia George Emily Harry Grace Alfie Lily Charlie Ella Jacob Mia Ethan Lucy Lewis Joanne Kevin Lisa Gary Michelle
        Nigel Sharon Keith Elaine Darren Kelly Wayne Donna Lee Stacey Craig Gemma Jason Natalie Scott Leanne Shaun Kirsty Adam Zoe Dean Holly Liam Jade Nathan Paige Connor Leah
        Kyle Georgia Reece Abigail Bradley Eleanor Aaron Bethany Leon Imogen Edward Madeleine Alexander Isabella Frederick Florence Nicholas Catherine Philip Elizabeth
        Timothy Patricia Gregory Christine Geoffrey Barbara Kenneth Dorothy Ronald Joan Raymond Jean Brian Maureen Derek Sheila Terence Pamela Leonard Valerie Vincent Theresa`),
    family:
      words(`Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans Walker White Roberts Green Hall Wood Jackson Clarke Clark Harris
        Lewis Cooper Hill King Ward Turner Morris Allen Moore Baker Lee Martin Harrison Edwards Morgan Parker Cook Carter Bennett Young Shaw Bell Richardson Cox Phillips Watson
        Miller Mitchell Bailey Marshall Gray Simpson Adams Foster Mills Price Stevens Webb Rogers Barker Powell Russell Ellis Palmer Knight Dixon Barnes Fisher Hunt Holmes
        Pearson Lawrence Fletcher Butler Chapman Poole Rowe Fox Hughes Lloyd Owen Griffiths Jenkins Perry Howell Dunkley Kettle Naylor Slater Tebbutt Gilby Warr Toseland
        Chambers Elliott Gibson Walsh Saunders Day Payne Andrews Harvey Mason Matthews Stone Lowe Burton Cross Spencer Dawson Hart Bishop Reid Cole Osborne Gardner Nicholls`),
  },
  {
    share: 0.22,
    first:
      words(`James Emma Thomas Sarah Daniel Laura Matthew Rebecca Joseph Hannah Benjamin Alice Edward Rosie Henry Phoebe Toby Freya Oscar Poppy Max Daisy Finley Evie
        Archie Isla Theodore Martha Elliot Matilda Rupert Harriet Dominic Felicity Marcus Tabitha Simon Judith Graham Wendy Trevor Hilary Alan Lesley Roger Gillian Colin Janet`),
    family: compounds(),
  },
  {
    share: 0.15,
    first:
      words(`Mohammed Muhammad Ali Ahmed Hassan Usman Bilal Imran Tariq Asif Fatima Ayesha Zainab Maryam Khadija Sana Nadia Saima Shabnam Rukhsana Abdul Yusuf Ibrahim
        Hamza Zeeshan Naveed Rashid Shahid Farhan Nasreen Harpreet Gurpreet Manpreet Jaspreet Amrit Simran Rajinder Sukhdeep Navdeep Balwinder Priya Anjali Sanjay Rajesh
        Kiran Deepak Nikhil Rohan Meera Kavita Hetal Jignesh Bhavna Dipesh Tahmina Shirin Rezaul Mizanur Shamima Nusrat`),
    family:
      words(`Khan Patel Hussain Singh Ahmed Ali Kaur Begum Akhtar Mahmood Malik Iqbal Shah Miah Rahman Chowdhury Uddin Islam Mirza Butt Sheikh Qureshi Aziz Rashid
        Sharma Gill Dhillon Sandhu Sidhu Bains Mann Grewal Chauhan Desai Joshi Mistry Solanki Parmar Rana Bhatt Kapoor Nair Menon Fernando Perera`),
  },
  {
    share: 0.06,
    first:
      words(`Piotr Krzysztof Andrzej Tomasz Paweł Michał Marcin Grzegorz Wojciech Łukasz Mateusz Jakub Kacper Zbigniew Sławomir Anna Katarzyna Małgorzata Agnieszka
        Ewa Joanna Magdalena Zofia Aleksandra Beata Iwona Justyna Karolina Dorota Danuta Ion Andrei Mihai Elena Ioana Cristina Vasile Marius`),
    family:
      words(`Nowak Kowalski Kowalska Wiśniewski Wiśniewska Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański Woźniak Dąbrowski Dąbrowska Kozłowski Jankowski
        Mazur Krawczyk Piotrowski Grabowski Pawłowski Michalski Nowicki Adamczyk Dudek Wieczorek Jabłoński Majewski Olszewski Stępień Malinowski Popescu Ionescu Popa Radu
        Dumitru Stan Stoica Gheorghe Rusu Munteanu`),
  },
  {
    share: 0.06,
    first:
      words(`Patrick Siobhan Sean Niamh Declan Aoife Brendan Sinead Kieran Ciara Eamon Roisin Liam Orla Dermot Grainne Connor Maeve Fergus Caoimhe Malcolm Fiona Hamish
        Catriona Angus Eilidh Duncan Morag Rory Aisling`),
    family:
      words(`Murphy Kelly O’Sullivan O’Brien Byrne O’Connor O’Neill O’Reilly Doyle McCarthy Gallagher Doherty Kennedy Lynch Murray Quinn McLoughlin Carroll Connolly
        Daly Connell Dunne Brennan Burke Collins Campbell McDonald MacDonald McKenzie Mackenzie Stewart Fraser McGregor Sinclair Gallacher Docherty McAllister McGrath Nolan Fitzgerald`),
  },
  {
    share: 0.03,
    first:
      words(`Kwame Kofi Ama Abena Chinedu Ngozi Emeka Chioma Oluwaseun Temitope Adebayo Folake Tendai Tatenda Marlon Delroy Winston Yvonne Sandra Beverley Leroy Errol
        Natasha Jerome Tyrone Shanice Jermaine Ebony Abdi Hodan`),
    family:
      words(`Mensah Owusu Boateng Asante Okafor Okoro Adeyemi Okonkwo Balogun Eze Moyo Ncube Dube Campbell Gordon Grant Francis Joseph Bailey Reid Clarke Powell
        Samuels Blake Facey Abdi Mohamed Hassan Warsame Farah`),
  },
];

// Family names made of places, as a third of England's are: each seldom, and many near to another.
function compounds(): readonly string[] {
  const begin =
    words(`Ash Barn Black Brad Brough Burn Carl Chad Clay Cran Dal Den East Ed Elling Farn Fair Graf Hart Har Hather Heath Holl Hunt Kel Kirk Lang Lin Lock Mal Mar
    Middle Nor Oak Pen Pres Rad Red Rich Row Ruther Sal Shel Stan Sut Thorn Up Wal War Wat West Whit Wil Win Wood Wy Brig Cog Des Ged`);
  const end = words(
    `by ley ton ham ford field wood well worth man son more bury den stead croft bank ridge borne wick`,
  );
  return begin.flatMap((one) => end.map((other) => one + other));
}

// Written for this measuring from what people are called, not taken from what is measured: some of these it does not know.
export const called: Readonly<Record<string, string>> = {
  Abigail: 'Abi Abbie Gail',
  Aleksandra: 'Ola',
  Alexander: 'Alex Xander Sandy',
  Andrew: 'Andy Drew',
  Andrzej: 'Andrew Jędrek',
  Anthony: 'Tony Ant',
  Barbara: 'Barb Babs',
  Benjamin: 'Ben Benji',
  Bethany: 'Beth',
  Bradley: 'Brad',
  Callum: 'Cal',
  Catherine: 'Cath Kate Cathy',
  Charlotte: 'Lottie Charlie',
  Christine: 'Chris Chrissie',
  Christopher: 'Chris Kit',
  Connor: 'Con',
  Daniel: 'Dan Danny',
  David: 'Dave Davey',
  Deborah: 'Debbie Deb Debs',
  Dorothy: 'Dot Dottie',
  Edward: 'Ed Eddie Ted',
  Eleanor: 'Ellie Nell',
  Elizabeth: 'Liz Beth Lizzie Betty',
  Emily: 'Em Emmy',
  Florence: 'Flo Florrie',
  Frederick: 'Fred Freddie',
  Geoffrey: 'Geoff',
  George: 'Georgie',
  Georgia: 'George Gina',
  Gregory: 'Greg',
  Grzegorz: 'Greg Grześ',
  Harriet: 'Hattie',
  Harry: 'Haz',
  Imogen: 'Immy',
  Isabella: 'Izzy Bella',
  Jacob: 'Jake',
  Jacqueline: 'Jackie Jacqui',
  Jakub: 'Kuba',
  James: 'Jim Jimmy Jamie',
  Jennifer: 'Jen Jenny',
  Jessica: 'Jess Jessie',
  Joanna: 'Asia Jo',
  Joanne: 'Jo',
  John: 'Johnny Jack',
  Joseph: 'Joe Joey',
  Joshua: 'Josh',
  Katarzyna: 'Kasia Kate',
  Katherine: 'Kate Katie Kathy',
  Kenneth: 'Ken Kenny',
  Krzysztof: 'Chris Krzys',
  Leonard: 'Len Lenny',
  Lewis: 'Lew',
  Madeleine: 'Maddie',
  Magdalena: 'Magda',
  Małgorzata: 'Gosia Margaret',
  Margaret: 'Maggie Peggy Meg',
  Martha: 'Marty',
  Mateusz: 'Matt Mati',
  Matilda: 'Tilly',
  Matthew: 'Matt Matty',
  Maureen: 'Mo',
  Megan: 'Meg',
  Michael: 'Mike Mick Mikey',
  Michelle: 'Shell',
  Mohammed: 'Mo Moh',
  Muhammad: 'Mo Mohd',
  Natalie: 'Nat',
  Natasha: 'Tasha Nat',
  Nathan: 'Nate',
  Nicholas: 'Nick Nicky',
  Nicola: 'Nicky Nic',
  Oliver: 'Ollie Oli',
  Oluwaseun: 'Seun',
  Pamela: 'Pam',
  Patricia: 'Pat Trish',
  Patrick: 'Pat Paddy',
  Peter: 'Pete',
  Philip: 'Phil',
  Piotr: 'Peter Piotrek',
  Raymond: 'Ray',
  Rebecca: 'Becky Becca Bex',
  Reece: 'Rhys',
  Richard: 'Rich Dick Ricky',
  Robert: 'Bob Rob Robbie',
  Ronald: 'Ron Ronnie',
  Samuel: 'Sam Sammy',
  Sarah: 'Sally Sal',
  Stacey: 'Stace',
  Stephen: 'Steve Ste',
  Susan: 'Sue Susie',
  Terence: 'Terry Tel',
  Temitope: 'Temi',
  Theresa: 'Terri Tess',
  Thomas: 'Tom Tommy',
  Timothy: 'Tim',
  Tomasz: 'Tom Tomek',
  Tracey: 'Trace',
  Valerie: 'Val',
  Victoria: 'Vicky Tori Vic',
  Vincent: 'Vince Vinny',
  William: 'Will Bill Billy',
  Wojciech: 'Wojtek',
  Zbigniew: 'Zbyszek',
};
